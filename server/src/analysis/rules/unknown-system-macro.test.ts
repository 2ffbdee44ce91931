/** Tests of unknown-system-macro. */
