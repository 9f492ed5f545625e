# Runs one replication of SCENARIO with PROGRAM: whether its expectations hold does not matter.
# The long runs of the bench are cut short.
if(SCENARIO MATCHES "^bench/")
  set(short --set run.length=60s --set run.warmup=0s)
endif()
execute_process(COMMAND ${PROGRAM} run ${SCENARIO} --replications 1 --jobs 1 --quiet ${short}
                OUTPUT_QUIET RESULT_VARIABLE code)
if(NOT code MATCHES "^[01]$")
  message(FATAL_ERROR "${SCENARIO} ended with ${code}")
endif()
