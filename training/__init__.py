"""Makes the language pipeline that the package ships; no part of the wheel."""
