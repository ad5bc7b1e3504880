"""How the tagger was made: our labelled texts, the network, its training and export, the model card. `make train` runs it all."""
