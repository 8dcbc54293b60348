x = {}["missing"]
