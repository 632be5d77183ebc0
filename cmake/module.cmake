# cq_module(NAME HEADERS ... SOURCES ... DEPENDS ... LIBRARIES ...)
#
#   HEADERS    the module's public headers, reached as <coldquill/NAME/header.h>
#   SOURCES    its sources; headers not listed above stay private to the folder
#   DEPENDS    every module it may include, also by way of another header: no other module's
#              header is on its include path
#   LIBRARIES  outside libraries (imported targets)
#
# The public headers are linked one by one into the build tree, each module into a root of its own,
# so that a forbidden include does not compile.
# For tests, which look into every room.
add_library(cq_every_header INTERFACE)

function(cq_module name)
  cmake_parse_arguments(M "" "" "HEADERS;SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  file(REMOVE_RECURSE ${root})
  file(MAKE_DIRECTORY ${root}/coldquill/${name})
  foreach(header IN LISTS M_HEADERS)
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${header} ${root}/coldquill/${name}/${header}
      SYMBOLIC)
  endforeach()

  target_include_directories(cq_every_header INTERFACE ${root})

  if(NOT M_SOURCES)  # headers alone
    add_library(cq_${name} INTERFACE)
    target_include_directories(cq_${name} INTERFACE ${root})
    return()
  endif()
  add_library(cq_${name} STATIC ${M_SOURCES})
  set_target_properties(cq_${name} PROPERTIES OUTPUT_NAME coldquill-${name})
  target_include_directories(cq_${name} PUBLIC ${root})
  target_link_libraries(cq_${name} PUBLIC ${M_LIBRARIES} PRIVATE cq_compiler)
  target_precompile_headers(cq_${name} REUSE_FROM cq_precompiled_standard)
  # Private: whoever names this module links what it needs, and sees none of its dependencies.
  foreach(dependency IN LISTS M_DEPENDS)
    target_link_libraries(cq_${name} PRIVATE cq_${dependency})
  endforeach()
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/ DESTINATION include/coldquill/${name}
    COMPONENT development FILES_MATCHING PATTERN "*.h")
endfunction()
