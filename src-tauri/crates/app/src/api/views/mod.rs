//! What queries answer: ready for a screen, without sentences. Instants are UTC, civil days are ISO dates, words are codes
//! that the interface puts into the reader's language.

mod case;
mod cases;
mod customers;
mod desk;
mod forms;
mod import;
mod people;
mod settings;
mod surveys;
mod today;
mod why;

pub use case::*;
pub use cases::*;
pub use customers::*;
pub use desk::*;
pub use forms::*;
pub use import::*;
pub use people::*;
pub use settings::*;
pub use surveys::*;
pub use today::*;
pub use why::*;
