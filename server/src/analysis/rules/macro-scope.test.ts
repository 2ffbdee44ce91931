/** Tests of macro-scope. */
