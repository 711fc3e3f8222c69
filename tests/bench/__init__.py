"""Timings outside the tests: CPU time, told and not judged, since machines differ. script/bench runs them."""
