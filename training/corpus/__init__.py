"""The corpus of labelled events that the event reader is trained on, and the tools that check it."""
