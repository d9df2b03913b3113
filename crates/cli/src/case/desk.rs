//! `hudna desk`: a case in the browser.

use crate::case_args::DeskArgs;
use crate::engine;
use crate::error::CliError;
use hudna_desk::{Desk, Options, Tiles, serve};
use std::net::SocketAddr;

/// Serves the desk of a case until it is stopped.
pub fn desk(args: &DeskArgs) -> Result<(), CliError> {
    let mut packs = Vec::new();
    for pack in &args.case.knowledge {
        packs.extend(engine::pack_files(pack)?);
    }
    let tiles = args.tiles.as_deref().map(Tiles::new).transpose()?;
    let desk = Desk::open(&args.case.case, &args.by.by, packs)?.with_tiles(tiles);
    let ready = |address: SocketAddr| {
        let place = format!("http://{address}/");
        eprintln!("{}: the desk is at {place} (Ctrl-C stops it)", args.case.case);
        if args.open
            && let Err(error) = open::that_detached(&place)
        {
            eprintln!("hudna: no browser could be opened ({error}); open {place} yourself");
        }
    };
    Ok(serve(desk, &Options::alone(args.bind, &args.by.by), ready)?)
}
