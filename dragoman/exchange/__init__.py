"""TRADE: the record in other people's formats. Pure: nouns in, plain values out."""
