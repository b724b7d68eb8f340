"""Who says what: quotations, indirect speech, block quotations, nesting."""
