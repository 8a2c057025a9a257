//! Use cases, the ticker, and the one list of queries and commands.
