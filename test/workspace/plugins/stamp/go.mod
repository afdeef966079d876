module example.com/shop/plugins/stamp

go 1.22
