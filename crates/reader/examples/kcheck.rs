//! Scratch: checks the knowledge folder on disk. Never committed.
fn walk(dir: &std::path::Path, out: &mut Vec<std::path::PathBuf>) {
    let mut all: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    for p in all {
        if p.is_dir() { walk(&p, out) } else { out.push(p) }
    }
}
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let mut files = hudna_reader::built_in();
    let names: Vec<String> = files.iter().map(|f| f.path.clone()).collect();
    files.clear();
    for p in paths {
        let rel = p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if names.contains(&rel) {
            files.push(hudna_reader::KnowledgeFile {
                path: rel.clone(),
                text: std::fs::read_to_string(&p).unwrap().into(),
            });
        }
    }
    let r = hudna_reader::Knowledge::check(&files);
    for e in r.errors {
        println!("error {e}");
    }
    for e in r.warnings.iter().filter(|e| e.to_string().contains("frames")) {
        println!("warn {e}");
    }
}
