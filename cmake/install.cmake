include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the program is enough

# The manual page and the completion scripts are printed by the program itself, as soon as it is
# built.
set(pages ${PROJECT_BINARY_DIR}/pages)
file(MAKE_DIRECTORY ${pages})
add_custom_command(TARGET faultline POST_BUILD
  COMMAND faultline manual > ${pages}/faultline.1
  COMMAND faultline completion bash > ${pages}/faultline.bash
  COMMAND faultline completion zsh > ${pages}/_faultline
  COMMAND faultline completion fish > ${pages}/faultline.fish
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)

install(TARGETS faultline)
install(DIRECTORY scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/faultline/scenarios)
install(FILES build/wasm/engine.wasm DESTINATION ${CMAKE_INSTALL_DATADIR}/faultline OPTIONAL)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${pages}/faultline.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${pages}/faultline.bash RENAME faultline
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages}/_faultline DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${pages}/faultline.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME faultline)
set(CPACK_PACKAGE_VENDOR "The Faultline authors")
set(CPACK_PACKAGE_CONTACT "The Faultline authors <faultline@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "simulates a business transaction built two ways, under load and faults")
set(CPACK_PACKAGE_DESCRIPTION
    "Faultline runs a transaction that is built as a chain of blocking calls and as an
event-driven design under the same load, faults and random draws, and compares
availability, latency, consistency and cost.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
