/** Tests of variable-definition. */
