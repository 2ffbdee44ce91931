/** Tests of unused-variable. */
