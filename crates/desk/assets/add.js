// Shows how far a job is whenever the desk says that one goes on, and loads the page anew when it is done.
const told = document.querySelector("[data-job]");
let looking = false;
let again = false;
async function look() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const answer = await fetch(`/add/${told.dataset.job}.json?limit=1`);
    const job = await answer.json();
    for (const one of document.querySelectorAll("[data-count]")) one.textContent = job.counts[one.dataset.count];
    if (job.stage === "done" || job.stage === "failed") return location.reload();
  } catch {
    // The desk may be restarting: it tells again when it is back.
  }
  // Not more often than anybody can read.
  await new Promise((later) => setTimeout(later, 300));
  looking = false;
  if (again) {
    again = false;
    look();
  }
}
if (told) {
  document.addEventListener("hudna:jobs", look);
  look();
}
