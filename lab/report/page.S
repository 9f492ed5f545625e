// The built page (web/built/report.html), as it stands, in the program.
  .section .rodata
  .global faultline_page
  .global faultline_page_end
faultline_page:
  .incbin "web/built/report.html"
faultline_page_end:
  .section .note.GNU-stack, "", %progbits
