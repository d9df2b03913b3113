//! Whoever sends slower than the worst line is not waited for: else a few that send a letter a minute keep everybody out.

use axum::body::{Body, BodyDataStream, Bytes};
use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_stream::Stream;

/// Bytes a second that the worst line carries.
const WORST: u64 = 4 * 1024;

/// A body came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("it came too slowly")]
pub struct TooSlow;

impl TooSlow {
    /// Whether this is what was behind an error.
    pub fn is_behind(error: &(dyn Error + 'static)) -> bool {
        let mut behind = Some(error);
        while let Some(error) = behind {
            if error.is::<TooSlow>() {
                return true;
            }
            behind = error.source();
        }
        false
    }
}

/// A body that ends with an error where less came of it than should have.
pub struct Paced {
    body: BodyDataStream,
    begun: Instant,
    patience: Duration,
    came: u64,
    end: Pin<Box<Sleep>>,
}

impl Paced {
    /// The same body. It is waited for as long as patience lasts, and longer the more of it has come.
    pub fn body(body: Body, patience: Duration) -> Body {
        let begun = Instant::now();
        let end = Box::pin(sleep_until(begun + patience));
        Body::from_stream(Paced { body: body.into_data_stream(), begun, patience, came: 0, end })
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.came += chunk.len() as u64;
                let end = self.begun + self.patience + Duration::from_secs(self.came / WORST);
                self.end.as_mut().reset(end);
                Poll::Ready(Some(Ok(chunk)))
            }
            Poll::Ready(ended) => Poll::Ready(ended),
            Poll::Pending => self.end.as_mut().poll(context).map(|()| Some(Err(axum::Error::new(TooSlow)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio_stream::StreamExt as _;
    use tokio_stream::wrappers::ReceiverStream;

    #[tokio::test]
    async fn a_body_is_waited_for_as_long_as_it_comes() {
        let (tell, told) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(4);
        let body = Paced::body(Body::from_stream(ReceiverStream::new(told)), Duration::from_millis(100));
        let mut chunks = body.into_data_stream();
        tell.send(Ok(Bytes::from(vec![0; 8 * WORST as usize]))).await.unwrap();
        assert_eq!(chunks.next().await.unwrap().unwrap().len(), 8 * WORST as usize);
        // Eight seconds more are granted for what came.
        let late = tokio::time::timeout(Duration::from_millis(400), chunks.next()).await;
        assert!(late.is_err(), "it is still waited for");
        drop(tell);
        assert!(chunks.next().await.is_none());
    }

    #[tokio::test]
    async fn a_body_that_trickles_is_not_waited_for() {
        let (tell, told) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(4);
        let body = Paced::body(Body::from_stream(ReceiverStream::new(told)), Duration::from_millis(200));
        let trickle = tokio::spawn(async move {
            while tell.send(Ok(Bytes::from_static(b"a"))).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let ended = axum::body::to_bytes(body, 1 << 20).await.unwrap_err();
        assert!(TooSlow::is_behind(&ended), "{ended:?}");
        trickle.await.unwrap();
    }
}
