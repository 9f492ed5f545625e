# Runs one replication of SCENARIO with PROGRAM: whether its expectations hold does not matter.
execute_process(COMMAND ${PROGRAM} run ${SCENARIO} --replications 1 --jobs 1 --quiet
                OUTPUT_QUIET RESULT_VARIABLE code)
if(NOT code MATCHES "^[01]$")
  message(FATAL_ERROR "${SCENARIO} ended with ${code}")
endif()
