//! Paper: the printers of this computer and a PDF sent to one of them (CUPS on Linux and macOS, the spooler on Windows).

