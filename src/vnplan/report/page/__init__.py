"""The report page: `html` puts it together of assets and of data, which `payload` makes of a comparison."""
