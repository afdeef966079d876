
issuer: { kind: ClusterIssuer, name: letsencrypt-staging }
