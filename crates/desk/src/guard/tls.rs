//! The desk over TLS: certificate files, and handshakes that nobody else waits for.

use crate::error::DeskError;
use axum::serve::Listener;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes at the same time.
const MOST: usize = 256;

/// The files of a certificate, both in PEM.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The certificate, and those that vouch for it.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl Tls {
    /// What makes TLS connections with this certificate.
    ///
    /// # Errors
    /// A file cannot be read, or is not what it should be.
    pub fn acceptor(&self) -> Result<TlsAcceptor, DeskError> {
        let wrong = |path: &Path, error: &dyn std::fmt::Display| {
            let place = path.display();
            DeskError::Option(format!(
                "{place}: {error}; `--tls-cert` takes a certificate in PEM, `--tls-key` its private key"
            ))
        };
        let certs = CertificateDer::pem_file_iter(&self.cert).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let certs = certs.map_err(|error| wrong(&self.cert, &error))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|error| wrong(&self.key, &error))?;
        let config =
            ServerConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions();
        let config = config.and_then(|config| config.with_no_client_auth().with_single_cert(certs, key));
        let mut config = config.map_err(|error| wrong(&self.cert, &error))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Connections over TLS.
pub struct Secured<S> {
    ready: mpsc::Receiver<(TlsStream<S>, SocketAddr)>,
    at: SocketAddr,
}

/// Connections that are made, over TLS.
///
/// # Errors
/// The address that is listened at cannot be had.
pub fn over<L>(mut listener: L, acceptor: TlsAcceptor) -> std::io::Result<Secured<L::Io>>
where
    L: Listener<Addr = SocketAddr>,
{
    let at = listener.local_addr()?;
    let (tell, ready) = mpsc::channel(MOST);
    tokio::spawn(async move {
        let turns = Arc::new(Semaphore::new(MOST));
        while let Ok(turn) = Arc::clone(&turns).acquire_owned().await {
            let (stream, from) = listener.accept().await;
            let (acceptor, tell) = (acceptor.clone(), tell.clone());
            if tell.is_closed() {
                return;
            }
            tokio::spawn(async move {
                // Whoever does not speak TLS, or not in time, is not answered.
                if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                    drop(tell.send((stream, from)).await);
                }
                drop(turn);
            });
        }
    });
    Ok(Secured { ready, at })
}

impl<S> Listener for Secured<S>
where
    TlsStream<S>: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
    S: Send + 'static,
{
    type Io = TlsStream<S>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            // Nothing more comes; the desk is stopping.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        Ok(self.at)
    }
}
