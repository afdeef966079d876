module example.com/shop/orders

go 1.25

require example.com/shop/shared v0.0.0
