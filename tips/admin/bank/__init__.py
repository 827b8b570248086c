"""Where tip managers confirm what arrived at the bank."""
