language: typescript
# Runs main.ts. A synth that fails leaves dist/ as it was, and says why without a stack trace.
app: node node_modules/cdk8s-traefik/bin/synth.js main.ts
# A link to dist/: cdk8s-cli deletes its output folder before it synthesizes.
output: .dist
