# Runs SCENARIO with PROGRAM, with one job and with two: the results are the same to the byte.
#   cmake -DPROGRAM=... -DSCENARIO=... -P same_bytes.cmake
foreach(jobs 1 2)
  execute_process(
    COMMAND ${PROGRAM} run ${SCENARIO} --quiet --format json --replications 2 --jobs ${jobs}
    OUTPUT_VARIABLE results_${jobs} ERROR_VARIABLE words RESULT_VARIABLE code)
  if(code GREATER 1)  # 1: an expectation does not hold with so few replications
    message(FATAL_ERROR "exit ${code} with --jobs ${jobs}: ${words}")
  endif()
endforeach()
if(results_1 STREQUAL "" OR NOT results_1 STREQUAL results_2)
  message(FATAL_ERROR "${SCENARIO}: --jobs 1 and --jobs 2 give different results")
endif()
