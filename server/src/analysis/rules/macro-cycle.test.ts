/** Tests of macro-cycle. */
