"""The command line: parse options, call one function, choose the exit status."""
