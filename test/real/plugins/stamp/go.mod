module cdk8s-traefik.test/stamp

go 1.22
