node_modules/
dist/
.dist
chart/
traffic.md
