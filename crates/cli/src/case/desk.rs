//! `hudna desk`: a case in the browser.

use crate::case_args::DeskArgs;
use crate::engine;
use crate::error::CliError;
use hudna_desk::{Desk, Options, Tiles, Tls, serve};
use hudna_intake::parse_date;
use std::net::SocketAddr;

/// Serves the desk of a case until it is stopped.
pub fn desk(args: &DeskArgs) -> Result<(), CliError> {
    if let Some(day) = args.as_of.as_deref().filter(|day| parse_date(day).is_none()) {
        return Err(CliError::usage(format!("--as-of {day}: no date; write it as YYYY-MM-DD")));
    }
    let mut packs = Vec::new();
    for pack in &args.case.knowledge {
        packs.extend(engine::pack_files(pack)?);
    }
    let tiles = args.tiles.as_deref().map(Tiles::new).transpose()?;
    let desk = Desk::open(&args.case.case, &args.by.by, packs)?.with_tiles(tiles);
    let tls = args.tls_cert.clone().zip(args.tls_key.clone()).map(|(cert, key)| Tls { cert, key });
    let scheme = if tls.is_some() { "https" } else { "http" };
    let ready = |address: SocketAddr| {
        let place = match args.host.first() {
            Some(host) => format!("{scheme}://{host}/"),
            None => format!("{scheme}://{address}/"),
        };
        if args.insecure_http {
            eprintln!("hudna: passwords go to {address} without TLS: only a proxy of your own may reach it");
        }
        let place = match &args.as_of {
            Some(day) => format!("{place}?as-of={day}"),
            None => place,
        };
        eprintln!("{}: the desk is at {place} (Ctrl-C stops it)", args.case.case);
        if args.open
            && let Err(error) = open::that_detached(&place)
        {
            eprintln!("hudna: no browser could be opened ({error}); open {place} yourself");
        }
    };
    let options = Options {
        accounts: args.accounts.accounts.clone(),
        hosts: args.host.clone(),
        tls,
        insecure_http: args.insecure_http,
        upload: usize::from(args.max_upload) << 20,
        ..Options::alone(args.bind, &args.by.by)
    };
    Ok(serve(desk, &options, ready)?)
}
