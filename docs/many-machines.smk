# Builds every paper of a workspace on as many workers as Snakemake is given: docs/many-machines.md tells how.
# A job is one edition for one audience in one language, in all formats, in a folder of its own.
import json
import shlex
import subprocess

BRIEFING = config.get("briefing", "briefing")
OUT = config.get("out", "build")
FOR = ["--audience", config["audience"]] if "audience" in config else []

listed = json.loads(subprocess.check_output([*shlex.split(BRIEFING), "targets", "--format", "json", *FOR]))
PAPERS = {f"{one['edition']}/{one['audience']}-{one['language']}": one for one in listed}

wildcard_constraints:
    paper=r"[^/]+/[^/]+",

rule all:
    input:
        "made/collected",

rule paper:
    output:
        directory("made/{paper}"),
    params:
        inputs=lambda wildcards: PAPERS[wildcards.paper]["inputs"],  # it is built again where this is another
        edition=lambda wildcards: PAPERS[wildcards.paper]["edition"],
        lang=lambda wildcards: PAPERS[wildcards.paper]["language"],
        audience=shlex.join(FOR),
    retries: 2
    shell:
        "BRIEFING_PROCESSORS=1 {BRIEFING} build {params.edition} --lang {params.lang} {params.audience} --out {output}"

# the papers come together, with their times; what is not of today's inputs would be built here, and a page for each
# country, which leads to the papers, is
rule collect:
    input:
        [f"made/{paper}" for paper in PAPERS],
    output:
        touch("made/collected"),
    params:
        inputs=sorted({one["inputs"] for one in listed}),
        audience=shlex.join(FOR),
    shell:
        "mkdir -p {OUT} && for made in {input}; do cp -a $made/*/ {OUT}/; done"
        " && {BRIEFING} build --all {params.audience} --out {OUT}"
