"""Nothing more: this host has one site in one language."""
