// Shows how far a job is while it goes on, and loads the page anew when it is done.
const told = document.querySelector("[data-job]");
async function look() {
  try {
    const answer = await fetch(`/add/${told.dataset.job}.json?limit=0`);
    const job = await answer.json();
    for (const one of document.querySelectorAll("[data-count]")) one.textContent = job.counts[one.dataset.count];
    if (job.stage === "done" || job.stage === "failed") return location.reload();
  } catch {
    // The desk may be restarting: the next look will tell.
  }
  setTimeout(look, 500);
}
if (told) setTimeout(look, 500);
