"""Two readouts of one call, each its own side's, that tests of several rooms read."""

KENYAN = """Readout of the telephone call with the Foreign Minister of Norway

Nairobi, 3 March 2025

Foreign Secretary Amina Odera spoke by telephone today with Foreign Minister Kari Lindahl of Norway. The Foreign Secretary thanked
Norway for its support in the fight against terrorism. They discussed trade and climate change.
"""
NORWEGIAN = """Readout of the telephone call with the Foreign Secretary of Kenya

Oslo, 3 March 2025

Foreign Minister Kari Lindahl spoke by telephone today with Foreign Secretary Amina Odera of Kenya. The Foreign Minister raised human
rights. They discussed trade and fisheries.
"""
