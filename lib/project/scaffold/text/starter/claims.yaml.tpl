#
# What holds of every request to every environment; a synth proves it.

claims:
  - name: nothing is served in the clear
    entryPoints: [web]
    scheme: http
    always: { answer: [301, 308, 404] }
