//! The defence of the desk, tried on one that really runs.

mod client;
mod forgery;
mod hostile;
mod login;
mod roles;
mod served;
mod sharing;
mod slow;
