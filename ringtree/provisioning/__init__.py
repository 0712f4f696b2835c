"""Settings for telephones: ready files for common ones, and what a QR code holds. Pure."""
