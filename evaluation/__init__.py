"""Quality is a test: gold in our own words, scorers, and the floors that scores may not fall under."""
