import type { ProjectFiles } from './support';

/** Small projects of the kinds that people have, each typed for these tests. */
export const projects: Readonly<Record<string, ProjectFiles>> = {
  'a Go service behind Traefik': {
    'compose.yaml': `
services:
  proxy:
    image: traefik:v3.7
    command:
      - --providers.docker=true
      - --providers.docker.exposedbydefault=false
      - --entrypoints.web.address=:80
    ports: ["80:80", "8080:8080"]
    volumes: [/var/run/docker.sock:/var/run/docker.sock:ro]
  hello:
    build: ./hello
    restart: unless-stopped
    environment: { LISTEN: ":8000", GREETING: "hello \${PEOPLE:-world}" }
    labels:
      - traefik.enable=true
      - traefik.http.routers.hello.rule=Host(\`hello.localhost\`)
      - traefik.http.services.hello.loadbalancer.server.port=8000
`,
    'hello/go.mod': 'module example.com/hello\n\ngo 1.25\n',
    'hello/Dockerfile': 'FROM golang:1.25\n',
  },
  'an API with PostgreSQL, Redis and a migration': {
    'compose.yaml': `
name: orders
x-logging: &logging { logging: { driver: json-file, options: { max-size: 10m } } }
services:
  api:
    <<: *logging
    image: ghcr.io/acme/orders:2.3.1
    command: ["serve", "--addr=:8080"]
    env_file: [api.env]
    environment:
      DATABASE_URL: postgres://orders:hunter22@db:5432/orders?sslmode=disable
      REDIS_ADDR: cache:6379
    depends_on:
      db: { condition: service_healthy }
      migrate: { condition: service_completed_successfully }
      cache: { condition: service_started }
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/healthz"]
      interval: 10s
      timeout: 2s
      retries: 5
      start_period: 20s
    stop_grace_period: 45s
    labels:
      traefik.http.routers.orders.rule: Host(\`orders.example.com\`)
      traefik.http.services.orders.loadbalancer.server.port: 8080
    networks: [edge, data]
  migrate:
    image: ghcr.io/acme/orders:2.3.1
    command: migrate up
    env_file: [api.env]
    environment: { DATABASE_URL: "postgres://orders:hunter22@db:5432/orders?sslmode=disable" }
    restart: "no"
    networks: [data]
  db:
    image: postgres:17
    environment: { POSTGRES_USER: orders, POSTGRES_PASSWORD: hunter22, POSTGRES_DB: orders }
    volumes: [pg:/var/lib/postgresql/data, ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro]
    healthcheck: { test: pg_isready -U orders, interval: 5s }
    shm_size: 256m
    networks: [data]
  cache:
    image: redis:8
    command: redis-server --save "" --appendonly no
    tmpfs: [/data:size=64m]
    networks: [data]
volumes: { pg: }
networks:
  edge: { external: true }
  data: { internal: true }
`,
    'api.env': 'LOG_LEVEL=debug\nCURRENCY=EUR\n',
    'init.sql': 'CREATE EXTENSION IF NOT EXISTS pgcrypto;\n',
  },
  'a stack for Swarm': {
    'compose.yaml': `
services:
  web:
    image: ghcr.io/acme/web:4.0.0
    networks: [public]
    deploy:
      mode: replicated
      replicas: 3
      labels:
        - traefik.enable=true
        - traefik.http.routers.web.rule=Host(\`www.example.com\`)
        - traefik.http.services.web.loadbalancer.server.port=3000
        - com.example.team=web
      update_config: { parallelism: 2, delay: 15s, order: start-first, failure_action: rollback }
      rollback_config: { parallelism: 1 }
      restart_policy: { condition: on-failure, delay: 5s, max_attempts: 3, window: 120s }
      placement:
        constraints: [node.role == worker, node.labels.disk == ssd, node.platform.arch == x86_64]
        preferences: [{ spread: node.labels.zone }]
        max_replicas_per_node: 2
      resources:
        limits: { cpus: "0.75", memory: 96M, pids: 200 }
        reservations: { cpus: "0.25", memory: 64M }
    secrets: [{ source: session, target: session.key, mode: 0400, uid: "1000" }]
    configs: [{ source: app, target: /etc/app.toml }]
  agent:
    image: ghcr.io/acme/agent:1.2.0
    deploy: { mode: global, endpoint_mode: dnsrr }
    volumes: [/var/run/docker.sock:/var/run/docker.sock, /proc:/host/proc:ro]
  idle:
    image: ghcr.io/acme/idle:1.0.0
    expose: ["9000"]
    deploy: { replicas: 0 }
secrets: { session: { external: true, name: web_session_v3 } }
configs: { app: { file: ./app.toml } }
networks: { public: { driver: overlay, attachable: true } }
`,
    'app.toml': 'title = "Shop ${x}"\n',
  },
  'a monitoring stack': {
    'compose.yaml': `
services:
  prometheus:
    image: prom/prometheus:v3.7.0
    user: "65534:65534"
    command: [--config.file=/etc/prometheus/prometheus.yml, --storage.tsdb.retention.time=15d]
    volumes: [./prometheus.yml:/etc/prometheus/prometheus.yml:ro, prometheus:/prometheus]
    ports: ["127.0.0.1:9090:9090"]
    extra_hosts: [host.docker.internal:host-gateway]
  grafana:
    image: grafana/grafana:12.2.0
    user: root
    environment: [GF_SECURITY_ADMIN_PASSWORD=s3cret-word, GF_SERVER_ROOT_URL=https://grafana.example.com]
    volumes: [grafana:/var/lib/grafana, ./dashboards:/etc/grafana/dashboards]
    depends_on: [prometheus]
    labels: { traefik.http.routers.grafana.rule: Host(\`grafana.example.com\`) }
  node:
    image: prom/node-exporter:v1.10.0
    pid: host
    network_mode: host
    cap_add: [SYS_TIME, NET_BIND_SERVICE]
    volumes: ["/:/host:ro,rslave"]
  cadvisor:
    image: gcr.io/cadvisor/cadvisor:v0.52.1
    privileged: true
    devices: [/dev/kmsg]
    expose: [8080]
volumes: { prometheus: {}, grafana: { driver: local } }
`,
    'prometheus.yml': 'scrape_configs: []\n',
    'dashboards/a.json': '{}\n',
  },
  'names that Kubernetes cannot have': {
    'compose.yaml': `
services:
  front_end:
    image: ghcr.io/acme/front:1.0.0
    expose: ["3000"]
    environment:
      API_URL: http://back_end:8080/v1
      DB_HOST: the.db
      QUEUE: amqp://guest@queue:5672/
      DB_NAME: back_end
  back_end:
    image: ghcr.io/acme/back:1.0.0
    container_name: back.end
    hostname: backend
    networks: { default: { aliases: [api, unused] } }
  db:
    image: mariadb:12
    container_name: the.db
  rabbit:
    image: rabbitmq:4
    networks: { default: { aliases: [queue] } }
`,
  },
  'every right on the host': {
    'compose.yaml': `
services:
  tool:
    image: ghcr.io/acme/tool:1.0.0
    tty: true
    stdin_open: true
    init: true
    working_dir: /srv
    platform: linux/arm64
    pull_policy: always
    read_only: true
    user: app
    group_add: [docker]
    ipc: host
    uts: host
    userns_mode: host
    cgroup: host
    security_opt: ["no-new-privileges:true", "seccomp:unconfined", "apparmor:unconfined"]
    sysctls: { net.core.somaxconn: 1024 }
    ulimits: { nofile: { soft: 1024, hard: 2048 }, nproc: 100 }
    cpu_shares: 512
    cpuset: "0,1"
    mem_swappiness: "10"
    memswap_limit: 1g
    mem_limit: 512m
    mem_reservation: 256m
    cpus: 1.5
    pids_limit: 100
    oom_score_adj: -500
    stop_signal: SIGINT
    dns: [1.1.1.1]
    dns_search: example.com
    dns_opt: [ndots:2]
    domainname: example.com
    mac_address: 02:42:ac:11:65:43
    logging: { driver: syslog }
    annotations: { example.com/team: tools }
    labels: { team: tools, "not a key!": x }
    post_start: [{ command: ["true"] }]
    develop: { watch: [{ path: ., action: rebuild }] }
    gpus: [{ driver: nvidia, count: 1 }]
    storage_opt: { size: 1G }
    runtime: runsc
    blkio_config: { weight: 300 }
    attach: false
    privileged: false
    x-owner: tools
`,
  },
  'jobs and shared data': {
    'compose.yaml': `
services:
  app:
    image: ghcr.io/acme/app:1.0.0
    expose: ["80"]
    scale: 2
    volumes: [shared:/srv, old:/old:ro, "/scratch", { type: tmpfs, target: /run/app, tmpfs: { size: 1048576 } }]
  report:
    image: ghcr.io/acme/report:1.0.0
    entrypoint: /bin/sh -c
    command: ["echo $$HOME $$(date) > /out/x"]
    restart: on-failure:4
    volumes: [shared:/out]
  batch:
    image: ghcr.io/acme/batch:1.0.0
    deploy: { mode: replicated-job, replicas: 2 }
  debug:
    image: ghcr.io/acme/debug:1.0.0
    profiles: [debug]
    volumes: [./missing.conf:/etc/x.conf, ./id_rsa:/root/.ssh/id_rsa, ../outside.txt:/o.txt]
volumes: { shared: { labels: { a: b } }, old: { external: true, name: legacy_data }, nfs: { driver_opts: { type: nfs, o: addr=10.0.0.1, device: ":/data" } } }
`,
  },
};
