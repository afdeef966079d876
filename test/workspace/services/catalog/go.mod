module example.com/shop/catalog

go 1.25

require example.com/shop/shared v0.0.0
