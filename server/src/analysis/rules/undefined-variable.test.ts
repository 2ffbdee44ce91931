/** Tests of undefined-variable. */
