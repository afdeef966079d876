for values in chart/values.*.yaml; do
  helm lint chart --strict --values "$values"
done
