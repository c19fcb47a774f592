"""How the shipped encoder and the calibration of the risk are made; not needed to run an audit."""
