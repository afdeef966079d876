if [ -e images.lock.yaml ]; then npx --no -- cdk8s-traefik go lock --check; fi
