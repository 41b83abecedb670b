"""Every address of the college × every kind of person. An address that is not listed fails."""
