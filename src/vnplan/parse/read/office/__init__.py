"""What files of office programs have in common: the zip container, its XML, LibreOffice for the formats of others."""
