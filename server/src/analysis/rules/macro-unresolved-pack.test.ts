/** Tests of macro-unresolved-pack. */
