node_modules/
dist/
.dist
