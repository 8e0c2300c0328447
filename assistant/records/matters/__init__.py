"""Which resolutions are on a matter that is given in words: by what they do, by descriptions and agenda items, by their texts."""
